import {
  Body,
  Controller,
  Get,
  Header,
  Headers,
  HttpCode,
  HttpException,
  Inject,
  NotImplementedException,
  Post,
} from '@nestjs/common';
import { tokenRequestError, type TokenRequestBody } from './client-credentials.js';
import { DevelopmentIssuer } from './development-issuer.js';

/** The endpoints of the development issuer. Level 3 of the library takes its place. */
@Controller()
export class DevelopmentIssuerController {
  constructor(@Inject(DevelopmentIssuer) private readonly issuer: DevelopmentIssuer) {}

  @Get('/.well-known/oauth-authorization-server/development-issuer')
  metadata() {
    return this.issuer.metadata();
  }

  @Get('/development-issuer/jwks')
  jwks() {
    return this.issuer.jwks();
  }

  @Get('/development-issuer/authorize')
  authorize() {
    throw new NotImplementedException('The development issuer has no login page; it knows client credentials only');
  }

  @Post('/development-issuer/token')
  @HttpCode(200)
  @Header('cache-control', 'no-store')
  async token(@Body() body: TokenRequestBody | undefined, @Headers('authorization') authorization?: string) {
    const error = tokenRequestError(body ?? {}, authorization);
    if (error !== undefined) throw new HttpException({ error }, error === 'invalid_client' ? 401 : 400);
    const scope = body?.['scope'];
    return this.issuer.token(typeof scope === 'string' ? scope : undefined);
  }
}
