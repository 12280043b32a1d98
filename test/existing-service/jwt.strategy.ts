import { Injectable } from '@nestjs/common';
import { PassportStrategy } from '@nestjs/passport';
import { Strategy } from 'passport-jwt';
import { jwtOptions } from './jwt-options.js';

@Injectable()
export class JwtStrategy extends PassportStrategy(Strategy) {
  constructor() {
    super(jwtOptions);
  }

  validate({ sub }: { readonly sub: string }) {
    return { userId: sub };
  }
}
