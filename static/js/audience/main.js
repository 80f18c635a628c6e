/** The phone in the hall starts here: the hall's page `/` and the personal ones `/p/<no>`. */

import { mount } from "../lib/app.js";
import { broughtCode, followBrought, showBrought } from "./brought.js";
import { Join } from "./join.js";
import { Phone } from "./phone.js";

const code = broughtCode();
followBrought();
if (code) showBrought(code);
else mount(Phone, { gate: Join, poll_ms: 4000, health_ms: 60000 });
