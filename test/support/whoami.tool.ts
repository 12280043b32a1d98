import { Injectable } from '@nestjs/common';
import { CurrentPrincipal, Tool, ToolContext, ToolInput, type Principal } from 'nestjs-mcp-auth';
import type { ServerContext } from '@modelcontextprotocol/server';
import { z } from 'zod';

const echoInput = z.object({ text: z.string() });

/** Tools that tell what reached them. */
@Injectable()
export class WhoamiTools {
  @Tool({ description: 'Who calls, by DI and by the SDK' })
  whoami(@CurrentPrincipal() { subject, issuer, scopes }: Principal, @ToolContext() { http }: ServerContext) {
    return {
      subject,
      issuer,
      scopes,
      sdkSubject: http?.authInfo?.extra?.['subject'],
      sdkScopes: http?.authInfo?.scopes,
    };
  }

  @Tool({ description: 'Repeats a text', input: echoInput })
  echo(@ToolInput() { text }: z.infer<typeof echoInput>) {
    return text;
  }
}
