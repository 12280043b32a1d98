import {
  Controller,
  Get,
  HttpCode,
  HttpException,
  Inject,
  Injectable,
  Optional,
  type OnModuleDestroy,
} from '@nestjs/common';
import { AuthorizationServerHealth } from 'nestjs-mcp-auth/oauth-server';

/** Liveness and readiness for whoever runs this process. */
@Controller('health')
@Injectable()
export class HealthController implements OnModuleDestroy {
  private draining = false;

  constructor(
    @Optional()
    @Inject(AuthorizationServerHealth)
    private readonly authorizationServer: AuthorizationServerHealth | undefined,
  ) {}

  onModuleDestroy(): void {
    this.draining = true;
  }

  @Get('live')
  @HttpCode(200)
  live() {
    return { status: 'up' };
  }

  @Get('ready')
  @HttpCode(200)
  async ready() {
    if (this.draining) throw new HttpException({ status: 'draining' }, 503);
    const parts = await this.authorizationServer?.check();
    if (parts?.database.status === 'down') throw new HttpException({ status: 'down', ...parts }, 503);
    return { status: parts?.revocations.status ?? 'up', ...parts };
  }
}
