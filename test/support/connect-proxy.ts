import { createServer, type IncomingMessage } from 'node:http';
import { connect, type AddressInfo, type Socket } from 'node:net';

/** A request for a tunnel, as a proxy sees it. */
export interface TunnelRequest {
  /** `host:port`, as the client wrote it. */
  readonly target: string;
  readonly credentials: string | undefined;
}

/** An HTTP proxy on loopback that makes tunnels, and is alone in knowing where names lead. */
export interface ConnectProxy {
  readonly host: string;
  readonly tunnels: readonly TunnelRequest[];
  /** Requests that asked for a page and not for a tunnel. */
  readonly pages: readonly string[];
  stop(): void;
}

/** @param ports where the names lead, by name: a port of loopback, or `silent` for one that is never answered */
export async function startConnectProxy(ports: Readonly<Record<string, number | 'silent'>>): Promise<ConnectProxy> {
  const tunnels: TunnelRequest[] = [];
  const pages: string[] = [];
  const sockets = new Set<Socket>();
  const server = createServer((request, response) => {
    pages.push(request.url ?? '');
    response.writeHead(405).end();
  });
  server.on('connection', (socket) => void sockets.add(socket));
  server.on('connect', (request: IncomingMessage, socket: Socket) => {
    const target = request.url ?? '';
    tunnels.push({ target, credentials: request.headers['proxy-authorization'] });
    const port = ports[target.replace(/:\d+$/, '')];
    if (port === 'silent') return;
    if (port === undefined) return void socket.end('HTTP/1.1 502 Bad Gateway\r\n\r\n');
    const upstream = connect(port, '127.0.0.1', () => {
      socket.write('HTTP/1.1 200 Connection Established\r\n\r\n');
      upstream.pipe(socket).pipe(upstream);
    });
    sockets.add(upstream);
    socket.on('error', () => upstream.destroy());
    upstream.on('error', () => socket.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const stop = () => {
    server.close();
    for (const socket of sockets) socket.destroy();
  };
  return { host: `127.0.0.1:${(server.address() as AddressInfo).port}`, tunnels, pages, stop };
}
