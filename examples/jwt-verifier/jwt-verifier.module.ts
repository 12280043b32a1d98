import { Module, type DynamicModule } from '@nestjs/common';
import { jwtVerifier, McpAuthModule } from 'nestjs-mcp-auth';
import { WeatherTool } from '../shared/weather.tool.js';

/** Where tokens come from. */
export interface TokenIssuer {
  readonly issuer: string;
  readonly jwksUri: string;
}

/** Level 1: somebody else issues tokens, this service checks them. FastMCP: `JWTVerifier(jwks_uri, issuer, audience)`. */
@Module({})
export class JwtVerifierModule {
  static register(resource: string, { issuer, jwksUri }: TokenIssuer): DynamicModule {
    return {
      module: JwtVerifierModule,
      imports: [
        McpAuthModule.forRoot({
          resource,
          auth: jwtVerifier({ jwksUri, issuer, audience: resource }),
        }),
      ],
      providers: [WeatherTool],
    };
  }
}
