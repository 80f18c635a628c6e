"""The phone in the hall: a personal ballot, a place in a group, and a look at what is going on."""
