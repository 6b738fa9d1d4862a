import { runDepartment } from '@huiliu/messaging';
import { refund } from './department';

void runDepartment(refund);
