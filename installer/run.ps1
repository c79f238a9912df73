# Starts Receipt Desktop on Windows; installs what is missing first. Arguments go to the program.
# Untested: written with care, never run on a Windows machine yet.
$ErrorActionPreference = 'Stop'
$Root = Split-Path -Parent $PSScriptRoot
$Venv = Join-Path $Root '.venv'
$Tools = Join-Path $Root '.tools'
$Python = Join-Path $Venv 'Scripts\python.exe'
$Stamp = Join-Path $Venv '.made-for-run'

function Say([string]$Text) { [Console]::Error.WriteLine("receipt-desktop: $Text") }

function Find-Uv {
    $found = Get-Command uv -ErrorAction SilentlyContinue
    if ($found) { return $found.Source }
    $own = Join-Path $Tools 'Scripts\uv.exe'
    if (Test-Path $own) { return $own }
    $launcher = Get-Command py -ErrorAction SilentlyContinue
    if (-not $launcher) { $launcher = Get-Command python -ErrorAction SilentlyContinue }
    if (-not $launcher) { Say 'Python 3.11 or newer is needed; install it from python.org.'; exit 3 }
    Say 'installing uv into .tools'
    & $launcher.Source -m venv $Tools
    if ($LASTEXITCODE -ne 0) { Say 'no virtual environment could be made for uv.'; exit 3 }
    & (Join-Path $Tools 'Scripts\python.exe') -m pip install --quiet --disable-pip-version-check uv
    if ($LASTEXITCODE -ne 0) { Say 'uv could not be installed; is the network there?'; exit 3 }
    return $own
}

$Now = ((Get-FileHash (Join-Path $Root 'uv.lock')).Hash) + ((Get-FileHash (Join-Path $Root 'pyproject.toml')).Hash)
$Made = if (Test-Path $Stamp) { (Get-Content $Stamp -Raw).Trim() } else { '' }
if (-not (Test-Path $Python) -or $Made -ne $Now) {
    $Uv = Find-Uv
    Say 'installing the Python packages of uv.lock'
    & $Uv sync --project $Root --frozen --inexact --compile-bytecode --no-dev --quiet
    if ($LASTEXITCODE -ne 0) { Say 'the Python packages could not be installed.'; exit 3 }
    Set-Content -Path $Stamp -Value $Now
}

# There is no Redis server for Windows in the packages: install Memurai or Redis under WSL and
# set REDIS_URL, or put redis-server.exe on PATH.
& $Python -m receipt_desktop @args
exit $LASTEXITCODE
