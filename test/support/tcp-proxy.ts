import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

/** Stands between a service and a server, and does what networks do. */
export interface TcpProxy {
  readonly port: number;
  /** Connections break, and new ones are refused: the server is gone. */
  cut(): Promise<void>;
  /** Connections stay, new ones too, and nothing goes through: the network lost its way. */
  hold(): void;
  /** The connection breaks at the next statement that looks so: before the server gets it, or before its answer comes back. */
  breakAt(statement: RegExp, when: 'before it is sent' | 'before its answer'): void;
  /** All is well again for new connections; those that were held stay so. */
  mend(): Promise<void>;
  close(): Promise<void>;
}

export async function startTcpProxy(targetPort: number): Promise<TcpProxy> {
  const sockets = new Set<Socket>();
  let isHeld = false;
  let trap: { readonly statement: RegExp; readonly when: 'before it is sent' | 'before its answer' } | undefined;
  const server = createServer((client) => {
    const upstream = connect(targetPort, '127.0.0.1');
    for (const socket of [client, upstream]) {
      sockets.add(socket);
      socket.on('error', () => undefined);
      socket.once('close', () => {
        sockets.delete(socket);
        client.destroy();
        upstream.destroy();
      });
    }
    let isDoomed = false;
    client.on('data', (data) => {
      if (trap?.statement.test(data.toString('latin1')) !== true) return;
      const { when } = trap;
      trap = undefined;
      if (when === 'before its answer') isDoomed = true;
      else upstream.destroy();
    });
    upstream.on('data', () => void (isDoomed && upstream.destroy()));
    client.pipe(upstream);
    upstream.on('data', (data) => void (isDoomed || client.write(data)));
    if (isHeld) holdSocket(client, upstream);
  });
  const pairs = () => [...sockets];
  const listen = (port: number) =>
    new Promise<void>((resolve) => void server.listen(port, '127.0.0.1', () => resolve()));
  await listen(0);
  const { port } = server.address() as AddressInfo;
  const breakAll = () => pairs().forEach((socket) => socket.destroy());
  const stop = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      breakAll();
    });
  return {
    port,
    cut: stop,
    hold: () => {
      isHeld = true;
      for (const socket of pairs()) holdSocket(socket);
    },
    breakAt: (statement, when) => {
      trap = { statement, when };
    },
    mend: async () => {
      isHeld = false;
      if (!server.listening) await listen(port);
    },
    close: async () => {
      if (server.listening) await stop();
    },
  };
}

function holdSocket(...sockets: readonly Socket[]): void {
  for (const socket of sockets) {
    socket.unpipe();
    socket.removeAllListeners('data');
    socket.pause();
  }
}
