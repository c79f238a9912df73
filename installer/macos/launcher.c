/* The program's executable: runs Python in its own process, so that macOS takes the process for
   the app and hands it the files that are dropped on its icon.

   Contents/MacOS/Receipt Desktop
   Contents/Resources/python/bin/python3.13, lib/libpython3.13.dylib, lib/python3.13

   As with `python3.13 -I`, nothing of the person's own Python is used. Child processes run
   python3.13 itself. */

#include <Python.h>
#include <limits.h>
#include <mach-o/dyld.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define PYTHON "python3.13"

static char resources[PATH_MAX];

static int find_resources(void) {
    char link[PATH_MAX], file[PATH_MAX];
    uint32_t size = sizeof link;
    char *end;
    int level;

    if (_NSGetExecutablePath(link, &size) != 0 || realpath(link, file) == NULL) {
        return -1;
    }
    for (level = 0; level < 2; level++) { /* away with MacOS/Receipt Desktop */
        end = strrchr(file, '/');
        if (end == NULL) {
            return -1;
        }
        *end = '\0';
    }
    return snprintf(resources, sizeof resources, "%s/Resources", file) < (int)sizeof resources ? 0 : -1;
}

static PyStatus initialize_encoding(void) { /* an app starts without a locale */
    PyPreConfig config;

    PyPreConfig_InitIsolatedConfig(&config);
    config.utf8_mode = 1;
    return Py_PreInitialize(&config);
}

static PyStatus set_path(PyConfig *config, wchar_t **field, const char *below) {
    char path[PATH_MAX];

    if (snprintf(path, sizeof path, "%s/%s", resources, below) >= (int)sizeof path) {
        return PyStatus_Error("the path of the program is too long");
    }
    return PyConfig_SetBytesString(config, field, path);
}

static PyStatus configure(PyConfig *config, int argc, char **argv) {
    PyStatus status;

    config->write_bytecode = 0; /* it would break the signature */
    status = PyConfig_SetBytesArgv(config, argc, argv);
    if (!PyStatus_Exception(status)) {
        status = set_path(config, &config->home, "python");
    }
    if (!PyStatus_Exception(status)) {
        status = set_path(config, &config->executable, "python/bin/" PYTHON);
    }
    if (!PyStatus_Exception(status)) {
        status = PyConfig_SetString(config, &config->run_module, L"receipt_desktop");
    }
    return status;
}

int main(int argc, char **argv) {
    PyConfig config;
    PyStatus status;

    if (find_resources() != 0) {
        fputs("receipt-desktop: the path of the program cannot be found\n", stderr);
        return 3;
    }
    status = initialize_encoding();
    if (PyStatus_Exception(status)) {
        Py_ExitStatusException(status);
    }
    PyConfig_InitIsolatedConfig(&config);
    status = configure(&config, argc, argv);
    if (!PyStatus_Exception(status)) {
        status = Py_InitializeFromConfig(&config);
    }
    PyConfig_Clear(&config);
    if (PyStatus_Exception(status)) {
        Py_ExitStatusException(status);
    }
    return Py_RunMain();
}
