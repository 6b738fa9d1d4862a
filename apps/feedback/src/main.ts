import { runDepartment } from '@huiliu/messaging';
import { feedback } from './department';

void runDepartment(feedback);
