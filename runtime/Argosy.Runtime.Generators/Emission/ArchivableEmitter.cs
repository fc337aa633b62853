using Argosy.Runtime.Generators.Model;

namespace Argosy.Runtime.Generators.Emission;

/// <summary>The serializer of an archivable type: a null byte for a class, then its members.</summary>
internal static class ArchivableEmitter
{
    private const string Runtime = "global::Argosy.Runtime";

    internal static string Emit(ArchivableModel type)
    {
        var code = new CodeWriter();
        code.Open($"namespace {Runtime.Substring("global::".Length)}.Generated");
        code.Open(
            $"internal sealed class {type.Serializer}{type.TypeParameters} "
            + $": {Runtime}.ISerializer<{type.Type}>{type.Constraints}");
        EmitWrite(code, type);
        code.Line();
        EmitRead(code, type);
        code.Line();
        // A separate class: serializers are looked up at the first use, when all are registered.
        code.Open("private static class Of");
        foreach (var member in type.Members)
            code.Line(
                $"internal static readonly {Runtime}.ISerializer<{member.Type}> s_{member.Name} "
                + $"= {Runtime}.Serializers.For<{member.Type}>();");
        return code.ToString();
    }

    private static void EmitWrite(CodeWriter code, ArchivableModel type)
    {
        code.Open($"public void Write(ref {Runtime}.ArchiveWriter writer, in {type.Type} value)");
        if (type.IsReference)
        {
            code.Line("writer.WriteByte(value is null ? (byte)0 : (byte)1);");
            code.Line("if (value is null)");
            code.Line("    return;");
            if (!type.IsSealed)
            {
                code.Line($"if (value.GetType() != typeof({type.Type}))");
                code.Line(
                    "    throw new global::System.InvalidOperationException("
                    + $"\"{Diagnoses.DerivedInstance} \" + value.GetType() + \" stands where \" + typeof({type.Type}) "
                    + "+ \" is written, and would lose what it adds. "
                    + "Send its own type, or hold the common part in a member.\");");
            }
        }
        code.Line("writer.Enter();");
        if (type.IsTolerant)
            code.Line($"writer.WriteVarint({type.Members.Count});");
        for (var i = 0; i < type.Members.Count; i++)
        {
            var member = type.Members[i];
            var write = $"Of.s_{member.Name}.Write(ref writer, value.{Symbols.Code.Name(member.Name)});";
            if (type.IsTolerant)
            {
                code.Line($"var mark{i} = writer.BeginMember({member.Number});");
                code.Line(write);
                code.Line($"writer.EndMember(in mark{i});");
            }
            else
            {
                code.Line(write);
            }
        }
        code.Line("writer.Leave();");
        code.Close();
    }

    private static void EmitRead(CodeWriter code, ArchivableModel type)
    {
        code.Open($"public {type.Type} Read(ref {Runtime}.ArchiveReader reader)");
        if (type.IsReference)
        {
            code.Line("if (!reader.ReadFlag())");
            code.Line("    return null;");
        }
        code.Line("reader.Enter();");
        if (type.IsTolerant)
            EmitTolerant(code, type);
        else
            EmitExact(code, type);
        code.Line("reader.Leave();");
        var constructor = string.Join(", ", type.Constructor.Select(name => Local(type, name)));
        var assigned = type.Members.Where(m => m.IsAssigned)
            .Select(m => $"{Symbols.Code.Name(m.Name)} = {Local(type, m.Name)}").ToList();
        code.Line(
            $"return new {type.Type}({constructor})"
            + $"{(assigned.Count == 0 ? "" : $" {{ {string.Join(", ", assigned)} }}")};");
        code.Close();
    }

    private static void EmitExact(CodeWriter code, ArchivableModel type)
    {
        foreach (var member in type.Members)
            code.Line($"var {Local(type, member.Name)} = Of.s_{member.Name}.Read(ref reader);");
    }

    private static void EmitTolerant(CodeWriter code, ArchivableModel type)
    {
        // Missing members keep the values of an object made without arguments. Required members don't count here.
        if (type.KnowsDefaults && type.Members.Count > 0)
        {
            var required = string.Join(", ", type.Members
                .Where(m => m.IsRequired).Select(m => $"{Symbols.Code.Name(m.Name)} = default({m.Type})"));
            code.Line($"var defaults = new {type.Type}(){(required.Length == 0 ? "" : $" {{ {required} }}")};");
        }
        foreach (var member in type.Members)
        {
            var value = type.KnowsDefaults
                ? $"defaults.{Symbols.Code.Name(member.Name)}"
                : member.Default ?? $"default({member.Type})";
            code.Line($"var {Local(type, member.Name)} = {value};");
        }
        code.Open("for (var left = reader.ReadCount(); left > 0; left--)");
        code.Line("var header = reader.BeginMember();");
        code.Open("switch (header.Number)");
        foreach (var member in type.Members)
            code.Line(
                $"case {member.Number}: {Local(type, member.Name)} = Of.s_{member.Name}.Read(ref reader); break;");
        code.Line("default: break;");
        code.Close();
        code.Line("reader.EndMember(in header);");
        code.Close();
    }

    // By position: a member may have any name, also that of a variable of the reader.
    private static string Local(ArchivableModel type, string name) =>
        $"member{type.Members.TakeWhile(m => m.Name != name).Count() + 1}";
}
