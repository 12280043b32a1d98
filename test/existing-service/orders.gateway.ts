import { SubscribeMessage, WebSocketGateway } from '@nestjs/websockets';

@WebSocketGateway()
export class OrdersGateway {
  @SubscribeMessage('ping')
  ping() {
    return { event: 'pong', data: 'orders' };
  }
}
