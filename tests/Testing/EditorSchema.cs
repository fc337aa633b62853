using System.Diagnostics;

namespace Argosy.Testing;

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

    private const string ProgramForMany = """
        import json, sys, yaml, jsonschema
        validator = jsonschema.Draft202012Validator(json.load(open(sys.argv[1])))
        def valid(text):
            try: return validator.is_valid(yaml.safe_load(text))
            except yaml.YAMLError: return False
        print(json.dumps([valid(text) for text in json.load(sys.stdin)]))
        """;

    /// <summary>The validity of many texts, by one call of the validator. Text that isn't YAML is invalid.</summary>
    public static bool[] AreValid(string schema, IReadOnlyList<string> texts) =>
        System.Text.Json.JsonSerializer.Deserialize<bool[]>(
            Run(ProgramForMany, schema, System.Text.Json.JsonSerializer.Serialize(texts)))!;

    /// <summary>The validator's errors; empty for a valid text.</summary>
    public static string Errors(string schema, string yaml) => Run(Program, schema, yaml);

    private static string Run(string program, string schema, string input)
    {
        using var python = Process.Start(new ProcessStartInfo(
            "/usr/bin/python3", ["-c", program, Repository.At($"docs/schema/{schema}")])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        python.StandardInput.Write(input);
        python.StandardInput.Close();
        var error = python.StandardError.ReadToEndAsync();
        var errors = python.StandardOutput.ReadToEnd().Trim();
        python.WaitForExit();
        return python.ExitCode == 0 ? errors : throw new InvalidOperationException(error.Result);
    }
}
