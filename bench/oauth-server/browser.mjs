// A person with a browser, who gets codes: logged in and agreed the first time, remembered after that.
import { callback, challenge, resource, scope } from './parties.mjs';

const query = new URLSearchParams({
  client_id: 'cli',
  response_type: 'code',
  redirect_uri: callback,
  scope,
  resource,
  code_challenge: challenge,
  code_challenge_method: 'S256',
  state: 'a-state',
});

export class Browser {
  #cookies = new Map();

  constructor(origin, authorizePath, person) {
    this.start = new URL(`${authorizePath}?${query}`, origin);
    this.person = person;
  }

  async newCode() {
    let url = this.start;
    for (let step = 0; step < 10; step += 1) {
      const cookie = [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; ');
      const answer = await fetch(url, { redirect: 'manual', headers: { cookie, 'x-user': this.person } });
      await answer.arrayBuffer();
      for (const line of answer.headers.getSetCookie()) this.#store(line);
      url = new URL(answer.headers.get('location') ?? '', url);
      // Servers name themselves as they like; they are reached where they are.
      if (url.hostname === 'localhost') url.host = this.start.host;
      const code = url.searchParams.get('code');
      if (code !== null) return code;
    }
    throw new Error('No code came');
  }

  #store(line) {
    const [, name, value] = /^([^=]+)=([^;]*)/.exec(line);
    if (value === '') this.#cookies.delete(name);
    else this.#cookies.set(name, value);
  }
}
