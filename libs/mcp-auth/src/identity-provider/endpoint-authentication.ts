/** What a request to an endpoint of an issuer gets so that the issuer knows who asks. */
export interface EndpointCredential {
  readonly headers: Readonly<Record<string, string>>;
  readonly fields: Readonly<Record<string, string>>;
}

/** Makes the credential of one request (RFC 6749 §2.3, RFC 7523 §2.2). */
export type EndpointAuthentication = () => EndpointCredential | Promise<EndpointCredential>;

/** `client_secret_basic`: both parts are form-encoded before they are joined (RFC 6749 §2.3.1), or a colon would move the border. */
export function secretBasic(clientId: string, clientSecret: string): EndpointAuthentication {
  const credentials = `${formEncoded(clientId)}:${formEncoded(clientSecret)}`;
  const authorization = `Basic ${Buffer.from(credentials).toString('base64')}`;
  return () => ({ headers: { authorization }, fields: {} });
}

/** `client_secret_post`. */
export function secretPost(clientId: string, clientSecret: string): EndpointAuthentication {
  return () => ({ headers: {}, fields: { client_id: clientId, client_secret: clientSecret } });
}

function formEncoded(text: string): string {
  return new URLSearchParams({ x: text }).toString().slice('x='.length);
}
