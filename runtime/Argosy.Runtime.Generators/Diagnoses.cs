using Microsoft.CodeAnalysis;

namespace Argosy.Runtime.Generators;

/// <summary>The diagnostics for actions and archivable types.
/// Each message gives the location, the cause and the remedy.</summary>
internal static class Diagnoses
{
    internal static readonly DiagnosticDescriptor s_cantTravel = New("ARG0860", "A type can't travel",
        "{0} can't travel: {1}");

    internal static readonly DiagnosticDescriptor s_byReference = New("ARG0861", "References don't travel",
        "{0} is passed by reference, and there is no memory that caller and action share. "
        + "Pass the value and return the result.");

    internal static readonly DiagnosticDescriptor s_noSerializer = New("ARG0862", "A type has no serializer",
        "{0} has no serializer. Mark it [Archivable], or write an ISerializer<{0}>.");

    internal static readonly DiagnosticDescriptor s_notClosed = New("ARG0863", "A generic action isn't closed",
        "{0} is generic, and a call from afar names a closed method. "
        + "Add [ClosedOver(typeof(…))] for each set of types.");

    internal static readonly DiagnosticDescriptor s_badClosing = New("ARG0864", "Types don't close the action",
        "{0} can't be closed over these types: {1}. "
        + "Give one type for each type parameter, the class's first, within their constraints.");

    internal static readonly DiagnosticDescriptor s_asyncVoid = New("ARG0865", "An async void action",
        "{0} is async void: nobody would learn when it ends or fails. Return Task or ValueTask.");

    internal static readonly DiagnosticDescriptor s_notAccessible = New("ARG0866", "Generated code can't name it",
        "{0} can't be named by generated code. Make it and what it lies in internal or public.");

    internal static readonly DiagnosticDescriptor s_sameName = New("ARG0867", "Two actions have one name",
        "{0} has the name of another action, {1}. Give one of them another: [Action(Name = …)].");

    internal static readonly DiagnosticDescriptor s_notAnObject = New("ARG0868", "An instance action needs a class",
        "{0} is an instance action of {1}, and only objects of classes can be called from afar. "
        + "Make it static, or its type a class.");

    internal static readonly DiagnosticDescriptor s_notSettable = New("ARG0869", "A member can't be set",
        "{0} can't be set when it is read. "
        + "Give it a public or internal setter or init, or a constructor parameter of its name and type.");

    internal static readonly DiagnosticDescriptor s_noInheritance = New("ARG0870", "An archivable type stands alone",
        "{0} {1}: an archive doesn't say which class it holds. "
        + "Hold the common part in a member, and make the type neither abstract nor derived.");

    internal static readonly DiagnosticDescriptor s_noConstructor = New("ARG0871", "An archivable type can't be made",
        "{0} has no constructor that generated code can call: "
        + "neither one without parameters nor one whose parameters are all members. Add one.");

    internal static readonly DiagnosticDescriptor s_sameNumber = New("ARG0872", "Two members have one number",
        "{0} has the number {1}, which {2} has too. "
        + "Give each member a number of its own, and never one again that was given up.");

    internal static readonly DiagnosticDescriptor s_noNumber = New("ARG0873", "A tolerant type's member has no number",
        "{0} belongs to a tolerant type and has no number from 1 on. Add [Member(n)].");

    internal static readonly DiagnosticDescriptor s_notAnAction = New("ARG0874", "A call names no action",
        "{0} is no action. Mark it [Action], in an assembly that refers to Argosy.Runtime's generator.");

    internal const string DerivedInstance = "ARG0875";

    internal static readonly DiagnosticDescriptor s_sameCall = New("ARG0877", "Two instance actions become one call",
        "{0} would be called from afar by {1}, like another action of its class. "
        + "Give it another name, or other parameters that travel.");

    internal static readonly DiagnosticDescriptor s_hidden = New("ARG0878", "A reference's own method hides an action",
        "{0} would be called from afar by {1}, which every reference has of its own. Give it another name.");

    internal static readonly DiagnosticDescriptor s_privateState = New("ARG0859", "Private state would be lost",
        "{0} isn't public and isn't what a public property gets or sets, so its value would be lost. "
        + "Make it such a property, or mark it [NonSerialized] if the receiver doesn't need it.");

    private static DiagnosticDescriptor New(string id, string title, string message) =>
        new(id, title, message, "Argosy.Runtime", DiagnosticSeverity.Error, isEnabledByDefault: true);
}
