import { Module, type DynamicModule } from '@nestjs/common';
import { McpAuthModule } from 'nestjs-mcp-auth';
import { oauthServer, type OAuthServerOptions } from 'nestjs-mcp-auth/oauth-server';
import { WeatherTool } from '../shared/weather.tool.js';

/**
 * Level 3: the service is the authorization server itself. FastMCP: a full `OAuthProvider`, of which it brings the interface and a
 * test double; here people, clients, codes and tokens have a database, pages and rules.
 */
@Module({})
export class OAuthServerModule {
  static register(resource: string, options: OAuthServerOptions): DynamicModule {
    return {
      module: OAuthServerModule,
      imports: [
        McpAuthModule.forRoot({
          resource,
          scopes: { offered: ['weather:read'], descriptions: { 'weather:read': 'See the weather' } },
          auth: oauthServer(options),
        }),
      ],
      providers: [WeatherTool],
    };
  }
}
