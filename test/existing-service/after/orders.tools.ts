import { Inject, Injectable } from '@nestjs/common';
import { CurrentPrincipal, Tool, type Principal } from 'nestjs-mcp-auth';
import { OrdersService } from '../orders.service.js';

@Injectable()
export class OrdersTools {
  constructor(@Inject(OrdersService) private readonly orders: OrdersService) {}

  @Tool({ description: 'Lists your orders' })
  orders_list(@CurrentPrincipal() { subject }: Principal) {
    return this.orders.of(subject);
  }
}
