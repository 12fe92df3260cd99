namespace Hanbeam.Centre.Simulation;

/// <summary>What is done with a patient in a room, in the order in which it is done; each may need people.</summary>
public enum SessionTask
{
    /// <summary>The patient is immobilised (mask, cushion).</summary>
    Immobilisation,

    /// <summary>The patient is set up at the isocentre.</summary>
    SetUp,

    /// <summary>The position is imaged and accepted.</summary>
    Imaging,

    /// <summary>Moving the patient or the couch from one field to the next.</summary>
    BetweenFields,

    /// <summary>From leaving the room to the request of the beam, waiting for it, and the field itself.</summary>
    Irradiation,

    /// <summary>The patient gets up and leaves; the room is made ready.</summary>
    Exit,
}
