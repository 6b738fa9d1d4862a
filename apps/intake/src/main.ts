import { runDepartment } from '@huiliu/messaging';
import { intake } from './department';

void runDepartment(intake);
