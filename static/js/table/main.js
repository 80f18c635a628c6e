/** The tablet at a table starts here. */

import { mount } from "../lib/app.js";
import { Table } from "./table.js";

mount(Table, { poll_ms: 2000 });
