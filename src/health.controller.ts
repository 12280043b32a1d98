import { Controller, Get, HttpCode, HttpException, Injectable, type OnModuleDestroy } from '@nestjs/common';

/** Liveness and readiness for whoever runs this process. */
@Controller('health')
@Injectable()
export class HealthController implements OnModuleDestroy {
  private draining = false;

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
  ready() {
    if (this.draining) throw new HttpException({ status: 'draining' }, 503);
    return { status: 'up' };
  }
}
