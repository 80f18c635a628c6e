/** The phone in the hall starts here: the hall's page `/` and the personal ones `/p/<no>`. */

import { mount } from "../lib/app.js";
import { Join } from "./join.js";
import { Phone } from "./phone.js";

mount(Phone, { gate: Join, poll_ms: 4000 });
