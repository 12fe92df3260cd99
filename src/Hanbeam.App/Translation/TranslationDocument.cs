using Hanbeam.Biology.Translation;

namespace Hanbeam.App.Translation;

/// <summary>translation.json (docs/formats/translation-json.md): what <c>rbe translate</c> answers.</summary>
internal sealed record TranslationDocument
{
    public string Schema { get; } = "hanbeam-translation/1";

    /// <summary>The version of Hanbeam.</summary>
    public required string Hanbeam { get; init; }

    /// <summary>Model of the dose that was given.</summary>
    public required string From { get; init; }

    /// <summary>Model of the dose that was asked for.</summary>
    public required string To { get; init; }

    /// <summary>The protocol that the dose is of, or null.</summary>
    public string? Protocol { get; init; }

    /// <summary>Where: region of the settings, or structure of a plan.</summary>
    public required string Region { get; init; }

    /// <summary>Number of fractions.</summary>
    public required int Fractions { get; init; }

    /// <summary>Dose given, all fractions, Gy(RBE).</summary>
    public required double FromGyRbe { get; init; }

    /// <summary>Dose given, one fraction, Gy(RBE).</summary>
    public required double FromPerFractionGyRbe { get; init; }

    /// <summary>Answer, all fractions, Gy(RBE).</summary>
    public required double ToGyRbe { get; init; }

    /// <summary>Answer, one fraction, Gy(RBE): the median of the settings' means.</summary>
    public required double ToPerFractionGyRbe { get; init; }

    /// <summary>Answer over dose given.</summary>
    public required double Factor { get; init; }

    /// <summary>Lowest of the settings' means, one fraction, Gy(RBE); of a single setting or structure what 5 % of it stays below.</summary>
    public required double LowPerFractionGyRbe { get; init; }

    /// <summary>Highest of the settings' means, one fraction, Gy(RBE); of a single setting or structure what 95 % of it stays below.</summary>
    public required double HighPerFractionGyRbe { get; init; }

    /// <summary>Each setting.</summary>
    public required IReadOnlyList<TranslatedSetting> Settings { get; init; }

    /// <summary>The same for other doses of a fraction, all settings' points together.</summary>
    public required IReadOnlyList<TranslatedDose> Curve { get; init; }

    /// <summary>What the answer rests on.</summary>
    public required IReadOnlyList<string> Assumptions { get; init; }

    /// <summary>What the user should know.</summary>
    public required IReadOnlyList<string> Warnings { get; init; }
}
