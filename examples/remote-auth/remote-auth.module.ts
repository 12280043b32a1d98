import { Module, type DynamicModule } from '@nestjs/common';
import { jwtVerifier, McpAuthModule, remoteAuth } from 'nestjs-mcp-auth';
import { WeatherTool } from '../shared/weather.tool.js';

/**
 * Level 2: clients log in at WorkOS AuthKit, which registers them itself. FastMCP: `RemoteAuthProvider` with AuthKit. Said in full
 * here; `workOs({ domain })` is the same in one line.
 */
@Module({})
export class RemoteAuthModule {
  static register(resource: string, authKitDomain: string): DynamicModule {
    return {
      module: RemoteAuthModule,
      imports: [
        McpAuthModule.forRoot({
          resource,
          auth: remoteAuth({
            authorizationServers: [authKitDomain],
            resourceName: 'Weather',
            verifier: jwtVerifier({
              issuer: authKitDomain,
              jwksUri: `${authKitDomain}/oauth2/jwks`,
              audience: resource,
              algorithms: ['RS256'],
            }),
          }),
        }),
      ],
      providers: [WeatherTool],
    };
  }
}
