using System.Runtime.CompilerServices;

namespace Argosy.Runtime.Tests.Calls;

/// <summary>Actions on large values, as generated code would make them.</summary>
internal static class PayloadActions
{
    internal static readonly ActionDescriptor<RmaVector<long>?, RmaVector<long>?> s_reverse =
        Make<RmaVector<long>?>("Reverse", static vector =>
        {
            vector!.Span.Reverse();
            return vector.Share();
        });

    internal static readonly ActionDescriptor<SerializeBuffer<long>?, SerializeBuffer<long>?> s_echoBuffer =
        Make<SerializeBuffer<long>?>("EchoBuffer", static buffer => buffer!.Share());

    internal static readonly ActionDescriptor<long[], long[]> s_echoArray =
        Make<long[]>("EchoArray", static array => array);

    /// <summary>Text is always index data.</summary>
    internal static readonly ActionDescriptor<string, string> s_echoText =
        Make<string>("EchoText", static text => text);

#pragma warning disable CA2255 // As generated code does it.
    [ModuleInitializer]
    internal static void Register()
    {
        ActionRegistry.Register(s_reverse);
        ActionRegistry.Register(s_echoBuffer);
        ActionRegistry.Register(s_echoArray);
        ActionRegistry.Register(s_echoText);
    }
#pragma warning restore CA2255

    private static ActionDescriptor<T, T> Make<T>(string name, Func<T, T> body) =>
        new($"Tests.{name}", false, Serializers.For<T>(), Serializers.For<T>(), (value, _) => new(body(value)));
}
