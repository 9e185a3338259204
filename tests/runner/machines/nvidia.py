"""What nvidia-smi says of boards: whole, sliced, shared, virtual; in the layout of its document types 11 and 12."""

IDLE = "<processes></processes>"


def board(
    name: str, memory: int, *, mig: str = "", virtual: str = "None", processes: str = IDLE, number: int = 0
) -> str:
    """One `gpu` element."""
    mode = "Enabled" if mig else "Disabled"
    return f"""<gpu id="00000000:{number + 1:02X}:00.0">
<product_name>{name}</product_name><product_brand>NVIDIA</product_brand>
<product_architecture>Hopper</product_architecture><persistence_mode>Enabled</persistence_mode>
<mig_mode><current_mig>{mode}</current_mig><pending_mig>{mode}</pending_mig></mig_mode>
<mig_devices>{mig or "None"}</mig_devices>
<serial>SERIAL-1234</serial><uuid>GPU-d0000000-0000-0000-0000-00000000000{number}</uuid>
<minor_number>{number}</minor_number><vbios_version>96.00.68.00.01</vbios_version>
<gpu_virtualization_mode><virtualization_mode>{virtual}</virtualization_mode>
<host_vgpu_mode>N/A</host_vgpu_mode></gpu_virtualization_mode>
<pci><pci_bus_id>00000000:01:00.0</pci_bus_id><pci_gpu_link_info>
<pcie_gen><max_link_gen>5</max_link_gen><current_link_gen>1</current_link_gen></pcie_gen>
<link_widths><max_link_width>16x</max_link_width><current_link_width>16x</current_link_width></link_widths>
</pci_gpu_link_info></pci>
<fb_memory_usage><total>{memory} MiB</total><reserved>551 MiB</reserved><used>4 MiB</used></fb_memory_usage>
<compute_mode>Default</compute_mode><ecc_mode><current_ecc>Enabled</current_ecc></ecc_mode>
<gpu_power_readings><power_state>P0</power_state><average_power_draw>71.20 W</average_power_draw>
<current_power_limit>650.00 W</current_power_limit><default_power_limit>700.00 W</default_power_limit>
<min_power_limit>200.00 W</min_power_limit><max_power_limit>700.00 W</max_power_limit></gpu_power_readings>
<max_clocks><graphics_clock>1980 MHz</graphics_clock><sm_clock>1980 MHz</sm_clock><mem_clock>2619 MHz</mem_clock>
</max_clocks>{processes}</gpu>"""


def report(*boards: str, driver: str = "580.82.07") -> str:
    """The whole document."""
    return f"""<?xml version="1.0" ?>
<!DOCTYPE nvidia_smi_log SYSTEM "nvsmi_device_v12.dtd">
<nvidia_smi_log><timestamp>Mon Nov 23 09:00:00 2026</timestamp><driver_version>{driver}</driver_version>
<cuda_version>13.0</cuda_version><attached_gpus>{len(boards)}</attached_gpus>{"".join(boards)}</nvidia_smi_log>"""


def process(pid: int, kind: str, name: str) -> str:
    """A process that uses a board."""
    return (f"<processes><process_info><gpu_instance_id>N/A</gpu_instance_id><pid>{pid}</pid><type>{kind}</type>"
            f"<process_name>{name}</process_name><used_memory>512 MiB</used_memory></process_info></processes>")


H100, A100 = "NVIDIA H100 80GB HBM3", "NVIDIA A100-SXM4-40GB"
SLICES = """<mig_device><index>0</index><gpu_instance_id>7</gpu_instance_id><compute_instance_id>0</compute_instance_id>
<fb_memory_usage><total>9984 MiB</total></fb_memory_usage></mig_device>
<mig_device><index>1</index><gpu_instance_id>3</gpu_instance_id><compute_instance_id>0</compute_instance_id>
<fb_memory_usage><total>40320 MiB</total></fb_memory_usage></mig_device>"""

WHOLE = report(board(H100, 81559))
PAIR = report(board(H100, 81559), board(A100, 40960, number=1))
MIG = report(board(H100, 81559, mig=SLICES))
MPS = report(board(H100, 81559, processes=process(4242, "M+C", "nvidia-cuda-mps-server")))
BUSY = report(board(H100, 81559, processes=process(4242, "C", "/home/must-not-appear/train")))
VIRTUAL = report(board("NVIDIA A100X-10C", 10240, virtual="VGPU"))
OLD = report(board(A100, 40960).replace("gpu_power_readings", "power_readings").replace(
    "current_power_limit", "power_limit"), driver="470.57.02")

LISTED_WHOLE = f"GPU 0: {H100} (UUID: GPU-d0000000-0000-0000-0000-000000000000)\n"
LISTED_MIG = LISTED_WHOLE + (
    "  MIG 1g.10gb     Device  0: (UUID: MIG-11111111-0000-0000-0000-000000000000)\n"
    "  MIG 3g.40gb     Device  1: (UUID: MIG-33333333-0000-0000-0000-000000000000)\n"
)
