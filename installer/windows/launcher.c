/* receipt-desktopw.exe (no console window) and receipt-desktop.exe (for the command line).
 *
 * Loads the Python in the folder `runtime` beside this program and runs the module receipt_desktop
 * in this process, so that Windows shows Receipt Desktop, not Python, with its icon and version.
 * Python's path comes from runtime\python313._pth; neither the registry nor PYTHON* variables
 * count. Output is UTF-8 where it is no console.
 */
#define _WIN32_WINNT 0x0A00
#include <windows.h>
#include <shellapi.h>
#include <wchar.h>

#define MAX_PATH_CHARACTERS 32768
#define EXIT_CANNOT_START 3

typedef int (*python_main)(int, wchar_t **);

static int fail(const wchar_t *text)
{
#ifdef WINDOWED
    MessageBoxW(NULL, text, L"Receipt Desktop", MB_ICONERROR | MB_OK);
#else
    DWORD written;
    HANDLE errors = GetStdHandle(STD_ERROR_HANDLE);
    if (!WriteConsoleW(errors, text, lstrlenW(text), &written, NULL)) {
        char bytes[1024];
        int length = WideCharToMultiByte(CP_UTF8, 0, text, -1, bytes, sizeof bytes, NULL, NULL);
        if (length > 0)
            WriteFile(errors, bytes, length - 1, &written, NULL);
    }
#endif
    return EXIT_CANNOT_START;
}

/* The path of a file or folder beside this program; NULL when it does not fit. */
static wchar_t *beside(const wchar_t *name)
{
    wchar_t *path = HeapAlloc(GetProcessHeap(), 0, MAX_PATH_CHARACTERS * sizeof(wchar_t));
    wchar_t *end;
    DWORD length = path ? GetModuleFileNameW(NULL, path, MAX_PATH_CHARACTERS) : 0;
    if (length == 0 || length + wcslen(name) + 1 >= MAX_PATH_CHARACTERS)
        return NULL;
    end = wcsrchr(path, L'\\');
    if (!end)
        return NULL;
    wcscpy(end + 1, name);
    return path;
}

/* A program without a console has no standard streams: what is written goes nowhere. */
static void open_missing_stream(DWORD which)
{
    HANDLE stream = GetStdHandle(which);
    if (stream == NULL || stream == INVALID_HANDLE_VALUE)
        SetStdHandle(which, CreateFileW(L"NUL", GENERIC_READ | GENERIC_WRITE,
                                        FILE_SHARE_READ | FILE_SHARE_WRITE, NULL, OPEN_EXISTING,
                                        0, NULL));
}

static int run_program(int count, wchar_t **given)
{
    static wchar_t *fixed[] = {NULL, L"-X", L"utf8", L"-m", L"receipt_desktop"};
    const int own = sizeof fixed / sizeof *fixed;
    wchar_t *folder = beside(L"runtime"), *library_path = beside(L"runtime\\python313.dll");
    wchar_t **arguments =
        HeapAlloc(GetProcessHeap(), HEAP_ZERO_MEMORY, (count + own + 1) * sizeof *arguments);
    HMODULE library;
    python_main run = NULL;

    if (!folder || !library_path || !arguments)
        return fail(L"Receipt Desktop could not start: its folder has too long a name.\n");
    AddDllDirectory(folder); /* for the libraries that the modules in `app` need */
    library = LoadLibraryExW(library_path, NULL, LOAD_WITH_ALTERED_SEARCH_PATH);
    if (library)
        run = (python_main)(void *)GetProcAddress(library, "Py_Main");
    if (!run)
        return fail(L"Receipt Desktop is not installed completely. Please install it again.\n");
    memcpy(arguments, fixed, sizeof fixed);
    arguments[0] = given[0];
    for (int place = 1; place < count; place++)
        arguments[own + place - 1] = given[place];
    return run(count + own - 1, arguments);
}

static int start(void)
{
    int count = 0;
    wchar_t **given = CommandLineToArgvW(GetCommandLineW(), &count);
    if (!given || count < 1)
        return fail(L"Receipt Desktop could not read its command line.\n");
    open_missing_stream(STD_INPUT_HANDLE);
    open_missing_stream(STD_OUTPUT_HANDLE);
    open_missing_stream(STD_ERROR_HANDLE);
    return run_program(count, given);
}

#ifdef WINDOWED
int WINAPI WinMain(HINSTANCE instance, HINSTANCE previous, LPSTR line, int show)
{
    (void)instance, (void)previous, (void)line, (void)show;
    return start();
}
#else
int main(void)
{
    return start();
}
#endif
