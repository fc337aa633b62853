using System.Diagnostics;
using System.Text.Json;

namespace Argosy.Packages.Tests.Wheels;

/// <summary>Python's own <c>packaging</c>, in the copy that Debian's pip has.</summary>
internal static class Packaging
{
    /// <summary>Runs a program that reads JSON from its input and writes JSON.</summary>
    public static T Ask<T>(string program, object question)
    {
        using var python = Process.Start(new ProcessStartInfo("/usr/bin/python3",
            ["-c", $"import json, sys\nask = json.load(sys.stdin)\n{program}"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        python.StandardInput.Write(JsonSerializer.Serialize(question));
        python.StandardInput.Close();
        var error = python.StandardError.ReadToEndAsync();
        var answer = python.StandardOutput.ReadToEnd();
        python.WaitForExit();
        return python.ExitCode == 0
            ? JsonSerializer.Deserialize<T>(answer)!
            : throw new InvalidOperationException(error.Result);
    }
}
