/// How often the program asked for memory so far.
long allocation_count(void);
