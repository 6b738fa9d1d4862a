import { runDepartment } from '@huiliu/messaging';
import { warehouse } from './department';

void runDepartment(warehouse);
