using System.Diagnostics;

/// <summary>Checks a YAML text against one of docs/schema/ with a real validator, as an editor would.</summary>
/// <remarks>Debian's python3-jsonschema and python3-yaml; no complete validator is on every NuGet registry.</remarks>
internal static class EditorSchema
{
    private const string Program = """
        import json, sys, yaml, jsonschema
        schema = json.load(open(sys.argv[1]))
        jsonschema.Draft202012Validator.check_schema(schema)
        errors = list(jsonschema.Draft202012Validator(schema).iter_errors(yaml.safe_load(sys.stdin)))
        print("\n".join(e.message for e in errors))
        """;

    /// <summary>What the validator objects to; empty where the text is valid.</summary>
    public static string Errors(string schema, string yaml)
    {
        using var python = Process.Start(new ProcessStartInfo("/usr/bin/python3", ["-c", Program, Repository.At($"docs/schema/{schema}")])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        python.StandardInput.Write(yaml);
        python.StandardInput.Close();
        var error = python.StandardError.ReadToEndAsync();
        var errors = python.StandardOutput.ReadToEnd().Trim();
        python.WaitForExit();
        return python.ExitCode == 0 ? errors : throw new InvalidOperationException(error.Result);
    }
}
