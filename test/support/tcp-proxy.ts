import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

/** Stands between a service and a server, and does what networks do. */
export interface TcpProxy {
  readonly port: number;
  /** Connections break, and new ones are refused: the server is gone. */
  cut(): Promise<void>;
  /** Connections stay, new ones too, and nothing goes through: the network lost its way. */
  hold(): void;
  /** All is well again for new connections; those that were held stay so. */
  mend(): Promise<void>;
  close(): Promise<void>;
}

export async function startTcpProxy(targetPort: number): Promise<TcpProxy> {
  const sockets = new Set<Socket>();
  let isHeld = false;
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
    client.pipe(upstream);
    upstream.pipe(client);
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
    socket.pause();
  }
}
