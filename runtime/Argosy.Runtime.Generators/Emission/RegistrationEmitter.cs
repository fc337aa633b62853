using Argosy.Runtime.Generators.Model;

namespace Argosy.Runtime.Generators.Emission;

/// <summary>The code that runs before any other of the assembly:
/// registers libraries, then serializers, then actions, which use them.</summary>
internal static class RegistrationEmitter
{
    internal static string Emit(RegistrationModel model)
    {
        var code = new CodeWriter();
        if (!model.HasModuleInitializer)
        {
            code.Open("namespace System.Runtime.CompilerServices");
            code.Line("[global::System.AttributeUsage(global::System.AttributeTargets.Method, Inherited = false)]");
            code.Line("internal sealed class ModuleInitializerAttribute : global::System.Attribute { }");
            code.Close();
            code.Line();
        }
        code.Open("namespace Argosy.Runtime.Generated");
        code.Open("internal static class Registration");
        code.Line("[global::System.Runtime.CompilerServices.ModuleInitializer]");
        code.Open("internal static void Register()");
        foreach (var library in model.Libraries)
            code.Line($"global::Argosy.Runtime.ActionRegistry.Load(typeof({library}).Assembly);");
        foreach (var serializer in model.Serializers)
            code.Line(
                $"global::Argosy.Runtime.Serializers.Register<{serializer.Type}>(new {serializer.Serializer}());");
        foreach (var owner in model.Owners)
            code.Line($"{ActionEmitter.Class(owner)}.Register();");
        // Two assemblies may have a type of one name.
        code.Line("var assembly = typeof(Registration).Assembly.GetName().Name + \" \";");
        foreach (var shape in model.Shapes)
            code.Line(
                $"global::Argosy.Runtime.TypeShapes.Register(assembly + {Text(shape.Name)}, {Text(shape.Shape)});");
        return code.ToString();
    }

    private static string Text(string value) =>
        Microsoft.CodeAnalysis.CSharp.SymbolDisplay.FormatLiteral(value.Replace("global::", ""), quote: true);
}
