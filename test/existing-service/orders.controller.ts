import { Controller, Get, Inject, Req } from '@nestjs/common';
import { Public } from './jwt-auth.guard.js';
import { OrdersService } from './orders.service.js';

@Controller('orders')
export class OrdersController {
  constructor(@Inject(OrdersService) private readonly orders: OrdersService) {}

  @Get()
  list(@Req() { user }: { readonly user: { readonly userId: string } }) {
    return this.orders.of(user.userId);
  }

  @Public()
  @Get('health')
  health() {
    return 'ok';
  }
}
