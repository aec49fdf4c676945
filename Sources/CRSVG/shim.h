#pragma once
// librsvg's own pkg-config file carries -pthread, which the package manager refuses with a warning on every build;
// the four functions we need are declared by hand instead (librsvg 2.54, docs of RsvgHandle).
#include <cairo.h>
