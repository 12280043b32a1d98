import { Controller, Get, type Type } from '@nestjs/common';
import { Public } from 'nestjs-mcp-auth';

/** Stands in for an identity provider, so that the example needs none: it publishes the keys of the tokens. */
export function keySetController(keySet: object): Type {
  @Public()
  @Controller('idp/jwks')
  class KeySetController {
    @Get()
    read() {
      return keySet;
    }
  }
  return KeySetController;
}
