import { runDepartment } from '@huiliu/messaging';
import { webhooks } from './department';

void runDepartment(webhooks);
