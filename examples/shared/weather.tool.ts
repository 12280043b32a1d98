import { Injectable } from '@nestjs/common';
import { CurrentPrincipal, RequireScopes, Tool, type Principal } from 'nestjs-mcp-auth';

/** The tool of all examples: it needs a scope, and knows who asks. */
@Injectable()
export class WeatherTool {
  @RequireScopes('weather:read')
  @Tool({ name: 'weather', description: 'Tells the weather' })
  weather(@CurrentPrincipal() { subject }: Principal) {
    return { forecast: 'sunny', askedBy: subject };
  }
}
