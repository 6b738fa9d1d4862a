import { runDepartment } from '@huiliu/messaging';
import { logistics } from './department';

void runDepartment(logistics);
