// FileMagic
