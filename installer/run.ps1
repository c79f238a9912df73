# Starts Receipt Desktop on Windows; installs what is missing first. Arguments go to the program:
#   powershell -ExecutionPolicy Bypass -File installer\run.ps1 process C:\Receipts --csv out.csv
# UNTESTED: written with care, never run on a Windows machine yet. Most people want the setup program
# (installer/windows) instead. The queue runs on a server in Python (fakeredis); a redis-server.exe or
# valkey-server.exe on PATH is preferred, and so is a running one in REDIS_URL.
$ErrorActionPreference = 'Stop'
$Root = Split-Path -Parent $PSScriptRoot
$Venv = Join-Path $Root '.venv'
$Tools = Join-Path $Root '.tools'
$Python = Join-Path $Venv 'Scripts\python.exe'
$Stamp = Join-Path $Venv '.made-for-run'
$SetUpFailed = 3

function Say([string]$Text) { [Console]::Error.WriteLine("receipt-desktop: $Text") }
function Stop-Here([string]$Text) { Say $Text; exit $SetUpFailed }

# What a native program prints would become part of a function's result: Out-Host keeps it apart.
function Find-Uv {
    $found = Get-Command uv -CommandType Application -ErrorAction SilentlyContinue |
        Select-Object -First 1
    if ($found) { return $found.Source }
    $own = Join-Path $Tools 'Scripts\uv.exe'
    if (Test-Path $own) { return $own }
    $launcher = Get-Command py, python -CommandType Application -ErrorAction SilentlyContinue |
        Select-Object -First 1
    if (-not $launcher) { Stop-Here 'Python 3.11 or newer is needed; install it from python.org.' }
    Say 'installing uv into .tools'
    & $launcher.Source -m venv $Tools | Out-Host
    if ($LASTEXITCODE -ne 0) { Stop-Here 'python could not make a virtual environment for uv.' }
    & (Join-Path $Tools 'Scripts\python.exe') -m pip install --quiet --disable-pip-version-check uv | Out-Host
    if ($LASTEXITCODE -ne 0) { Stop-Here 'uv could not be installed; is the network there?' }
    return $own
}

$Now = @($Root)
foreach ($name in 'uv.lock', 'pyproject.toml') {
    $Now += (Get-FileHash -LiteralPath (Join-Path $Root $name)).Hash
}
$Now = $Now -join ' '
$Made = ''
if (Test-Path -LiteralPath $Stamp) { $Made = (Get-Content -LiteralPath $Stamp -Raw -Encoding UTF8).Trim() }
if (-not (Test-Path -LiteralPath $Python) -or $Made -ne $Now) {
    $Uv = Find-Uv
    Say 'installing the Python packages of uv.lock; the first time takes a minute or two'
    $env:UV_PROJECT_ENVIRONMENT = $Venv
    & $Uv sync --project $Root --frozen --inexact --compile-bytecode --no-dev | Out-Host
    if ($LASTEXITCODE -ne 0) { Stop-Here 'the Python packages could not be installed; is the network there?' }
    Set-Content -LiteralPath $Stamp -Value $Now -Encoding UTF8
}

# -P: a file called json.py in the folder where this is run is not the program's business.
& $Python -P -m receipt_desktop @args
exit $LASTEXITCODE
