#pragma once
// Debian's libhttp-parser: only for Fuzz/differential.swift.
#include <http_parser.h>
