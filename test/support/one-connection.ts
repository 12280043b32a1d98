import { Agent, request as httpRequest } from 'node:http';
import type { Question } from './http-client.js';

/** Sends questions one after the other over one connection that stays open, whoever asks. */
export class OneConnection {
  private readonly agent = new Agent({ keepAlive: true, maxSockets: 1 });
  private readonly ports = new Set<number | undefined>();

  /** How many connections there were. */
  get count(): number {
    return this.ports.size;
  }

  ask(url: string, { method = 'GET', headers = {}, body }: Question): Promise<string> {
    return new Promise((resolve, reject) => {
      const options = { method, agent: this.agent, headers: headers as Record<string, string> };
      const outgoing = httpRequest(url, options, (response) => {
        let text = '';
        response.setEncoding('utf8').on('data', (piece: string) => void (text += piece));
        response.on('end', () => resolve(text)).on('error', reject);
      });
      outgoing.on('socket', (socket) => {
        if (socket.connecting) socket.once('connect', () => this.ports.add(socket.localPort));
      });
      outgoing.on('error', reject).end(body);
    });
  }

  close(): void {
    this.agent.destroy();
  }
}
