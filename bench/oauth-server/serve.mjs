/** Tells the parent where the server is, answers what CPU time it has used, and ends with the parent. */
export function serve(port) {
  process.on('message', () => process.send({ cpuMicroseconds: cpuMicroseconds() }));
  process.on('disconnect', () => process.exit());
  process.send({ port });
}

function cpuMicroseconds() {
  const { user, system } = process.cpuUsage();
  return user + system;
}
