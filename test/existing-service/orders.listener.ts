import { Controller, Inject } from '@nestjs/common';
import { MessagePattern, Payload } from '@nestjs/microservices';
import { OrdersService } from './orders.service.js';

@Controller()
export class OrdersListener {
  constructor(@Inject(OrdersService) private readonly orders: OrdersService) {}

  @MessagePattern('orders')
  list(@Payload() { userId }: { readonly userId: string }) {
    return this.orders.of(userId);
  }
}
