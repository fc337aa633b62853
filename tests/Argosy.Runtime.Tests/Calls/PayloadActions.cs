using System.Runtime.CompilerServices;

namespace Argosy.Runtime.Tests.Calls;

/// <summary>Actions on large values, as generated code would make them.</summary>
internal static class PayloadActions
{
    internal static readonly ActionDescriptor<RmaVector<long>?, RmaVector<long>?> Reverse = Make<RmaVector<long>?>("Reverse", static vector =>
    {
        vector!.Span.Reverse();
        return vector.Share();
    });

    internal static readonly ActionDescriptor<SerializeBuffer<long>?, SerializeBuffer<long>?> EchoBuffer =
        Make<SerializeBuffer<long>?>("EchoBuffer", static buffer => buffer!.Share());

    internal static readonly ActionDescriptor<long[], long[]> EchoArray = Make<long[]>("EchoArray", static array => array);

#pragma warning disable CA2255 // As generated code does it.
    [ModuleInitializer]
    internal static void Register()
    {
        ActionRegistry.Register(Reverse);
        ActionRegistry.Register(EchoBuffer);
        ActionRegistry.Register(EchoArray);
    }
#pragma warning restore CA2255

    private static ActionDescriptor<T, T> Make<T>(string name, Func<T, T> body) =>
        new($"Tests.{name}", false, Serializers.For<T>(), Serializers.For<T>(), (value, _) => new(body(value)));
}
