// Each guard with what its documentation says it needs around it. Plain JavaScript: decorators are called by hand.
import { createRequire } from 'node:module';
import { Injectable } from '@nestjs/common';
import { AuthGuard, PassportModule, PassportStrategy } from '@nestjs/passport';
import { jwtVerifier, McpAuthGuard, McpAuthModule } from 'nestjs-mcp-auth';
import { Strategy } from 'passport-jwt';
import { passportJwtOptions } from '../candidates/passport-jwt.mjs';

const require = createRequire(import.meta.url);

/** Parts of a Nest module per guard: what `@UseGuards()` gets, and imports and providers. */
export const guards = {
  none: () => ({ guards: [] }),

  'mcp-auth': ({ issuer, audience, jwksUri }) => ({
    guards: [McpAuthGuard],
    imports: [
      McpAuthModule.forRoot({
        resource: audience,
        transport: 'none',
        auth: jwtVerifier({ issuer, audience, jwksUri }),
      }),
    ],
  }),

  'passport-jwt': (issuer) => {
    class JwtStrategy extends PassportStrategy(Strategy) {
      constructor() {
        super(passportJwtOptions(issuer, 'RS256'));
      }
      validate(claims) {
        return claims;
      }
    }
    Injectable()(JwtStrategy);
    return { guards: [AuthGuard('jwt')], imports: [PassportModule], providers: [JwtStrategy] };
  },

  // Version 2 of the package brings no guard any more. The one of version 1 verifies HS256 and nothing else.
  'mcp-nest': ({ issuer, hmacSecret }) => {
    const { McpAuthJwtGuard } = require('@rekog/mcp-nest/dist/authz/guards/jwt-auth.guard.js');
    const { JwtTokenService } = require('@rekog/mcp-nest/dist/authz/services/jwt-token.service.js');
    return {
      guards: [McpAuthJwtGuard],
      providers: [
        JwtTokenService,
        { provide: 'OAUTH_MODULE_OPTIONS', useValue: { jwtSecret: hmacSecret, jwtIssuer: issuer } },
        { provide: 'IOAuthStore', useValue: {} },
      ],
    };
  },
};
