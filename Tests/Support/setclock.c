// Loaded into a program before all else, moves its CLOCK_REALTIME as a file says, as when someone sets the clock: "+90.5"
// seconds away from the true time, or "=1795179909" for a clock that stands. Other clocks stay, as they do then.

#define _GNU_SOURCE
#include <fcntl.h>
#include <math.h>
#include <stdlib.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>

static void set(struct timespec *time) {
    const char *path = getenv("SETCLOCK_FILE");
    char text[64];
    int file = path ? open(path, O_RDONLY | O_CLOEXEC) : -1;
    if (file < 0) return;
    ssize_t count = read(file, text, sizeof text - 1);
    close(file);
    if (count <= 0) return;
    text[count] = 0;
    double number = strtod(text[0] == '=' ? text + 1 : text, NULL);
    double now = text[0] == '=' ? number : (double)time->tv_sec + (double)time->tv_nsec / 1e9 + number;
    time->tv_sec = (time_t)floor(now);
    time->tv_nsec = (long)((now - floor(now)) * 1e9);
}

int clock_gettime(clockid_t clock, struct timespec *time) {
    int result = (int)syscall(SYS_clock_gettime, clock, time);
    if (result == 0 && clock == CLOCK_REALTIME) set(time);
    return result;
}

int gettimeofday(struct timeval *restrict time, void *restrict zone) {
    struct timespec precise;
    (void)zone;
    int result = clock_gettime(CLOCK_REALTIME, &precise);
    time->tv_sec = precise.tv_sec;
    time->tv_usec = precise.tv_nsec / 1000;
    return result;
}

time_t time(time_t *seconds) {
    struct timespec precise;
    clock_gettime(CLOCK_REALTIME, &precise);
    if (seconds) *seconds = precise.tv_sec;
    return precise.tv_sec;
}
