import { Injectable } from '@nestjs/common';
import { CurrentPrincipal, Tool, type Principal } from 'nestjs-mcp-auth';

/** Tells callers how the server sees them. */
@Injectable()
export class WhoamiTool {
  @Tool({ description: 'Tells who you are: subject, issuer, client, scopes and roles of your token' })
  whoami(@CurrentPrincipal() { subject, issuer, clientId, scopes, roles }: Principal) {
    return { subject, issuer, clientId, scopes, roles };
  }
}
