using Argosy.Runtime.Generators.Model;

namespace Argosy.Runtime.Generators.Emission;

/// <summary>The descriptors of one class's actions, and their registration.</summary>
internal static class ActionEmitter
{
    internal static string Class(string owner) => $"global::Argosy.Runtime.Generated.{owner}_Actions";

    /// <summary>The field that holds an action's descriptor.</summary>
    internal static string Field(int index) => $"Action{index + 1}";

    internal static string Emit(OwnerModel owner)
    {
        var code = new CodeWriter();
        code.Open("namespace Argosy.Runtime.Generated");
        code.Open($"internal static class {owner.Owner}_Actions");
        for (var i = 0; i < owner.Actions.Count; i++)
            EmitDescriptor(code, owner.Actions[i], Field(i));
        code.Open("internal static void Register()");
        for (var i = 0; i < owner.Actions.Count; i++)
        {
            var action = owner.Actions[i];
            var method = action.IsStatic
                ? $", new {CallsEmitter.Delegate(action.Signature, annotated: false)}({action.Type}.{action.Method})"
                : "";
            code.Line($"global::Argosy.Runtime.ActionRegistry.Register({Field(i)}{method});");
        }
        return code.ToString();
    }

    private static void EmitDescriptor(CodeWriter code, ActionModel action, string field)
    {
        var types = ArgumentsEmitter.Types(action);
        var arguments = ArgumentsEmitter.Type(types);
        var result = action.Signature.Result.Plain;
        var descriptor = $"global::Argosy.Runtime.ActionDescriptor<{arguments}, {result}>";
        code.Line($"internal static readonly {descriptor} {field} = new {descriptor}(");
        code.Line(
            $"    {Microsoft.CodeAnalysis.CSharp.SymbolDisplay.FormatLiteral(action.Name, quote: true)}, "
            + $"{(action.Direct ? "true" : "false")},");
        code.Line(
            $"    new {ArgumentsEmitter.Serializer(types)}(), global::Argosy.Runtime.Serializers.For<{result}>(),");
        code.Line($"    {Body(action)});");
        code.Line();
    }

    // A lambda for each shape: without a state machine if nothing is awaited.
    private static string Body(ActionModel action)
    {
        var shape = action.Signature.Shape;
        var result = $"global::System.Threading.Tasks.ValueTask<{action.Signature.Result.Plain}>";
        var hold = action.IsStatic ? "" : $"using (var held = context.Hold<{action.Type}>(arguments.Item1)) ";
        var call = Call(action);
        var awaits = shape is ResultShape.Task or ResultShape.ValueTask
            || (!action.IsStatic && shape is ResultShape.TaskOfValue or ResultShape.ValueTaskOfValue);
        var body = (shape, awaits) switch
        {
            (ResultShape.Void, _) => $"{call}; return default({result});",
            (ResultShape.Value, _) => $"return new {result}({call});",
            (ResultShape.TaskOfValue, false) => $"return new {result}({call});",
            (ResultShape.ValueTaskOfValue, false) => $"return {call};",
            (ResultShape.TaskOfValue or ResultShape.ValueTaskOfValue, true) =>
                $"return await {call}.ConfigureAwait(false);",
            _ => $"await {call}.ConfigureAwait(false); return default(global::Argosy.Runtime.Unit);",
        };
        return $"static {(awaits ? "async " : "")}(arguments, context) => "
            + $"{{ {hold}{(hold.Length > 0 ? $"{{ {body} }}" : body)} }}";
    }

    private static string Call(ActionModel action)
    {
        var item = action.IsStatic ? 1 : 2;
        var values = new List<string>();
        foreach (var parameter in action.Signature.Parameters)
        {
            values.Add(parameter.Role switch
            {
                ParameterRole.Context => "context",
                ParameterRole.Cancellation => "context.CancellationToken",
                _ => $"arguments.Item{item++}",
            });
        }
        return $"{(action.IsStatic ? action.Type : "held.Value")}.{action.Method}({string.Join(", ", values)})";
    }
}
