import { runDepartment } from '@huiliu/messaging';
import { review } from './department';

void runDepartment(review);
